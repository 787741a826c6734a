// A reader process for tests that never takes a task.

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
setInterval(() => {}, 1000)
