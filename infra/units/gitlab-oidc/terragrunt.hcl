# The pipeline's roles of one account: for each of its units one that plans and one that applies. What applying takes stands beside the unit, in permissions.yaml.
include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//gitlab-oidc"
}

inputs = {
  project_path = include.root.locals.org.gitlab_project
  state = {
    bucket_arn  = "arn:aws:s3:::${include.root.locals.org.state.bucket}"
    kms_key_arn = include.root.locals.org.state.kms_key_arn
  }
  jobs = {
    for name, branches in try(include.root.locals.org.accounts[include.root.locals.account].jobs, {}) : name => {
      branches = branches
      policy   = file("${get_repo_root()}/infra/units/gitlab-oidc/jobs/${name}.json")
    }
  }

  stacks = {
    for path in include.root.locals.org.accounts[include.root.locals.account].units : basename(path) => merge([
      for needs in [yamldecode(file("${get_repo_root()}/infra/units/${basename(path)}/permissions.yaml"))] : {
        branches     = include.root.locals.org.accounts[include.root.locals.account].branches
        state_prefix = "${include.root.locals.account}/${path}"
        reads = [
          for name in try(needs.reads, []) : "${include.root.locals.account}/${dirname(path)}/${name}"
          if contains(include.root.locals.org.accounts[include.root.locals.account].units, "${dirname(path)}/${name}")
        ]
        policy = one([
          for statements in [[
            for statement in concat([for at, arn in keys(try(needs.on, {})) : { Sid = "On${at}", Effect = "Allow", Action = needs.on[arn], Resource = [arn] }], [
              { Sid = "Apply", Effect = "Allow", Action = try(needs.actions, []), Resource = ["*"] },
              { Sid = "Iam", Effect = "Allow", Action = ["iam:*Polic*", "iam:*Role*"], Resource = [for own in try(needs.iam, []) : "arn:aws:iam::${include.root.locals.account_id}:${own}"] },
            ]) : statement if length(statement.Action) > 0 && length(statement.Resource) > 0
          ]] : jsonencode({ Version = "2012-10-17", Statement = statements }) if length(statements) > 0
        ])
      }
    ]...)
  }
}
