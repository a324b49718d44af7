# GitLab's pipelines come with a token that GitLab signed, and no key is stored anywhere.
# https://docs.gitlab.com/ci/cloud_services/aws/
locals {
  host = trimprefix(var.gitlab_url, "https://")

  # Module gitlab puts ref_protected into the subject, since AWS looks at no other claim: a branch of a protected one's name that lost its protection gets nothing.
  subject = {
    any       = "project_path:${var.project_path}:ref_type:branch:ref:*"
    protected = "project_path:${var.project_path}:ref_type:branch:ref:%s:ref_protected:true"
  }

  plan  = { for name, stack in var.stacks : "tf-${name}-plan" => name }
  apply = { for name, stack in var.stacks : "tf-${name}-apply" => name }
  roles = merge(
    { for role, stack in local.plan : role => {
      StringEquals = { "${local.host}:aud" = var.gitlab_url }
      StringLike   = { "${local.host}:sub" = local.subject.any }
    } },
    { for role, branches in merge({ for role, stack in local.apply : role => var.stacks[stack].branches }, { for name, job in var.jobs : name => job.branches }) : role => {
      StringEquals = {
        "${local.host}:aud" = var.gitlab_url
        "${local.host}:sub" = [for branch in sort(branches) : format(local.subject.protected, branch)]
      }
    } },
  )
}

resource "aws_iam_openid_connect_provider" "gitlab" {
  url            = var.gitlab_url
  client_id_list = [var.gitlab_url]
}

resource "aws_iam_role" "this" {
  for_each = local.roles

  name                 = each.key
  path                 = "/ci/"
  max_session_duration = 3600
  permissions_boundary = aws_iam_policy.boundary.arn
  tags                 = { for key, stack in merge(local.plan, local.apply) : "StatePrefix" => var.stacks[stack].state_prefix if key == each.key }

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.gitlab.arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = each.value
    }]
  })
}

resource "aws_iam_role_policy" "job" {
  for_each = var.jobs

  name   = "job"
  role   = aws_iam_role.this[each.key].name
  policy = each.value.policy
}
