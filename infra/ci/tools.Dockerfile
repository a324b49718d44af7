# What the pipeline's jobs run in. infra/ci/tools builds it and hands in the pins of infra/ci/pins.env; without their digests Docker refuses each line that needs one.
ARG TERRAFORM TERRAFORM_DIGEST
ARG AWS_CLI AWS_CLI_DIGEST
ARG NODE NODE_DIGEST
ARG MAVEN MAVEN_DIGEST
FROM ${TERRAFORM}@${TERRAFORM_DIGEST} AS terraform
FROM ${AWS_CLI}@${AWS_CLI_DIGEST} AS aws
FROM ${NODE}@${NODE_DIGEST} AS node
FROM ${MAVEN}@${MAVEN_DIGEST}
COPY --from=terraform /bin/terraform /usr/local/bin/
COPY --from=aws /usr/local/aws-cli /usr/local/aws-cli
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
ARG TERRAGRUNT TERRAGRUNT_DIGEST
ADD --chmod=755 --checksum=${TERRAGRUNT_DIGEST} ${TERRAGRUNT} /usr/local/bin/terragrunt
ARG COSIGN COSIGN_DIGEST
ADD --chmod=755 --checksum=${COSIGN_DIGEST} ${COSIGN} /usr/local/bin/cosign
ARG KUBECTL KUBECTL_DIGEST
ADD --chmod=755 --checksum=${KUBECTL_DIGEST} ${KUBECTL} /usr/local/bin/kubectl
# Of the distribution that the digest above pins; its packages come as new as they are on the day, so that they have their corrections.
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../aws-cli/v2/current/bin/aws /usr/local/bin/aws \
 && apt-get update && apt-get install -y --no-install-recommends git jq openssh-client openssl rsync util-linux && rm -rf /var/lib/apt/lists/*
