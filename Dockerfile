# The Dyocense service. It needs a database beside it (docker-compose.yml) or a volume on /data for the embedded one.
FROM node:24-trixie-slim

WORKDIR /app
ENV NODE_ENV=production

# Dependencies first: they change less often than the code, so their layer is kept.
# The optional node-* packages bring a Node of their own for machines without one; the base image has it as well.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

COPY src src
COPY adapters adapters
COPY agents agents
COPY skills skills
COPY migrations migrations

RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data

# WEB_TOKEN has no default: whoever can reach the page must know it. The service refuses to start without.
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
EXPOSE 3000
# A new embedded database takes a while to be made, hence the long start.
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--no-memory-protection-keys", "--disable-warning=ExperimentalWarning", "src/main.ts"]
