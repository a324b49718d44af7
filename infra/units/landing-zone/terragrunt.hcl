include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//landing-zone"
}

inputs = {
  home_region      = include.root.locals.org.home_region
  governed_regions = [include.root.locals.org.home_region]
  emails           = { for name in ["log-archive", "audit"] : name => include.root.locals.org.accounts[name].email }
}
