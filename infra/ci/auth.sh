#!/usr/bin/env bash
# Terragrunt's auth provider command: prints which role to take for the unit in whose folder it runs, and the token that GitLab signed for this job. No key is stored.
# https://terragrunt.gruntwork.io/docs/reference/cli/commands/run/#auth-provider-cmd
set -euo pipefail
unit=${PWD#*/infra/live/}
[ "$unit" != "$PWD" ] || { echo "auth.sh runs in a unit's folder below infra/live, and this is $PWD" >&2; exit 1; }
[ -n "${AWS_ID_TOKEN:-}" ] || { echo "auth.sh found no AWS_ID_TOKEN: the job needs id_tokens, as in .gitlab/ci/infra.yml; on your own machine, log in by \"aws sso login\" and leave TG_AUTH_PROVIDER_CMD unset" >&2; exit 1; }
id=$("$(dirname "$0")/account" "${unit%%/*}")
jq -n --arg arn "arn:aws:iam::$id:role/ci/tf-$(basename "$unit")-${TF_ROLE_KIND:-plan}" --arg session "gitlab-${CI_PIPELINE_ID:-0}-${CI_JOB_ID:-0}" --arg token "$AWS_ID_TOKEN" \
  '{awsRole: {roleARN: $arn, roleSessionName: $session, duration: 3600, webIdentityToken: $token}}'
