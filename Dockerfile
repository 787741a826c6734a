# One image for every part: `nianbao worker`, `nianbao serve`, and the commands that hand in and look. Debian's slim
# base, because the readers of scans are native code for glibc. No fonts: documents are read without those of the system.

FROM node:24-bookworm-slim AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# What reads scans comes with builds for every system; those of others are half of it.
RUN npm ci --omit=dev \
  && rm -rf node_modules/onnxruntime-node/bin/napi-v6/darwin node_modules/onnxruntime-node/bin/napi-v6/win32 \
  && npm cache clean --force

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production NIANBAO_DATA=/data
WORKDIR /app
COPY LICENSE NOTICE package.json ./
COPY --from=modules /app/node_modules ./node_modules
COPY cli/nianbao.js ./cli/nianbao.js
COPY --from=build /app/dist ./dist
RUN ln -s /app/cli/nianbao.js /usr/local/bin/nianbao \
  && install -d -o node -g node /data
USER node
VOLUME /data
WORKDIR /data
STOPSIGNAL SIGTERM
# Of `serve`, and of `worker --metrics-port 8787`.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8787/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["nianbao"]
CMD ["--help"]
