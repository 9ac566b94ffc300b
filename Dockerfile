# syntax=docker/dockerfile:1

# Builds the package that npm installs, then an image that has it installed and nothing of the workspace.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY . .
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile \
  && npx --yes pnpm@12.21.0 --filter evalboard build:package \
  && npx --yes pnpm@12.21.0 --dir apps/evalboard pack --out /build/evalboard.tgz

FROM node:24-bookworm-slim AS install
COPY --from=build /build/evalboard.tgz /tmp/evalboard.tgz
RUN npm install --global --prefix /opt/evalboard --no-audit --no-fund /tmp/evalboard.tgz

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
  PATH=/opt/evalboard/bin:$PATH \
  # Within a container loopback reaches nobody. So it asks for keys, and does not start without EVALBOARD_ADMIN_KEY, which is
  # given when it is run: docs/access.md.
  HOST=0.0.0.0 \
  PORT=4400 \
  # A folder within the volume: its lock lies beside it, and must be on the volume too.
  EVALBOARD_DATA_DIR=/data/board
COPY --from=install /opt/evalboard /opt/evalboard
RUN install --directory --owner=node --group=node --mode=0700 /data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 4400
# Ready is: there are boards to give. A first start makes the database; an upgrade may build the facts again meanwhile.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
# It hears SIGTERM itself and starts no process that would have to be reaped: no init is needed.
ENTRYPOINT ["evalboard"]
CMD ["start"]
