# What the pipeline's jobs run in: docker build -f infra/ci/tools.Dockerfile -t REGISTRY/tools:1.0.0 . A new content is a new version, here and as TOOLS_IMAGE.
FROM hashicorp/terraform:1.11.4 AS terraform
FROM amazon/aws-cli:2.31.0 AS aws
FROM node:22.23.3-bookworm-slim AS node
FROM maven:3.9.11-eclipse-temurin-25-noble
COPY --from=terraform /bin/terraform /usr/local/bin/
COPY --from=aws /usr/local/aws-cli /usr/local/aws-cli
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
ADD --chmod=755 https://github.com/gruntwork-io/terragrunt/releases/download/v1.1.3/terragrunt_linux_amd64 /usr/local/bin/terragrunt
ADD --chmod=755 https://github.com/sigstore/cosign/releases/download/v2.6.1/cosign-linux-amd64 /usr/local/bin/cosign
ADD --chmod=755 https://dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubectl /usr/local/bin/kubectl
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../aws-cli/v2/current/bin/aws /usr/local/bin/aws \
 && apt-get update && apt-get install -y --no-install-recommends git jq openssh-client openssl rsync util-linux && rm -rf /var/lib/apt/lists/*
