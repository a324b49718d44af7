# Needs GITLAB_TOKEN, of an owner of the group, where Terraform runs.
include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//gitlab"
}

inputs = {
  group_path      = dirname(include.root.locals.org.gitlab_project)
  project         = basename(include.root.locals.org.gitlab_project)
  approver_groups = include.root.locals.org.approver_groups
}
