include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//network"
}

inputs = {
  environment        = values.environment
  domain             = "${values.environment}.${include.root.locals.org.domain}"
  organization_id    = include.root.locals.org.organization_id
  cidr               = values.cidr
  availability_zones = [for zone in ["a", "b", "c"] : "${include.root.locals.region}${zone}"]
  egress             = values.egress
  dns_allow_list     = values.egress == "nat" ? ["*.amazonaws.com.", "*.mongodb.net.", "*.datadoghq.eu."] : ["*.amazonaws.com.", "*.mongodb.net."]
  log_bucket_arn     = "arn:aws:s3:::meddevo-logs-network-${include.root.locals.org.accounts.log-archive.id}"
}
