include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//org-trail"
}

inputs = {
  bucket          = "meddevo-logs-trail-${include.root.locals.org.accounts.log-archive.id}"
  kms_key_arn     = include.root.locals.org.logs.kms_key_arn
  log_bucket_arns = [for name in ["network", "lb", "datadog", "trail"] : "arn:aws:s3:::meddevo-logs-${name}-${include.root.locals.org.accounts.log-archive.id}"]

  confidential_bucket_arns = ["arn:aws:s3:::${include.root.locals.org.state.bucket}"]
}
