# The network of the operator's cluster. The unit is called network in its account, and takes units/network's permissions: the organisation lets ci/tf-network-apply keep flow logs.
include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//network"
}

inputs = {
  environment        = include.root.locals.account
  domain             = "${include.root.locals.account}.${include.root.locals.org.domain}"
  organization_id    = include.root.locals.org.organization_id
  cidr               = values.cidr
  availability_zones = [for zone in ["a", "b"] : "${include.root.locals.region}${zone}"]
  log_bucket_arn     = "arn:aws:s3:::meddevo-logs-network-${include.root.locals.org.accounts.log-archive.id}"

  # Out: Git has no endpoint here, nor have all of the APIs that the operator calls (Route 53). Credentials do not go that way.
  egress              = "nat"
  interface_endpoints = ["eks-auth", "sts"]
  dns_allow_list = [
    "*.amazonaws.com.", "*.api.aws.",
    "gitlab.com.",                                       # what Flux follows
    "ghcr.io.", "pkg-containers.githubusercontent.com.", # Flux's images
  ]
}
