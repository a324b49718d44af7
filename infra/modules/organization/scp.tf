# Service control policies only deny. Who is exempt is a pattern of role ARNs, and the last statement of the baseline keeps everybody else from making a role that fits.
locals {
  control_tower   = "arn:aws:iam::*:role/AWSControlTowerExecution"
  service_linked  = "arn:aws:iam::*:role/aws-service-role/*"
  ci              = "arn:aws:iam::*:role/ci/tf-%s-apply"
  except          = { for name in ["account-baseline", "gitlab-oidc", "network", "operator-iam", "operator-identity", "security-baseline"] : name => format(local.ci, name) }
  baseline_exempt = [local.control_tower, local.except["account-baseline"], local.except["gitlab-oidc"]]

  baseline_scp = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "DenyLeaving"
        Effect   = "Deny"
        Action   = ["organizations:LeaveOrganization", "account:CloseAccount", "account:DeleteAlternateContact"]
        Resource = "*"
      },
      {
        # Root that central root access lends has aws:AssumedRoot and goes on.
        Sid      = "DenyRootUser"
        Effect   = "Deny"
        Action   = "*"
        Resource = "*"
        Condition = {
          StringLike = { "aws:PrincipalArn" = "arn:aws:iam::*:root" }
          Null       = { "aws:AssumedRoot" = "true" }
        }
      },
      {
        Sid       = "DenyUsersAndKeys"
        Effect    = "Deny"
        Action    = ["iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:CreateSAMLProvider", "iam:UpdateSAMLProvider"]
        Resource  = "*"
        Condition = { ArnNotLike = { "aws:PrincipalArn" = [local.control_tower] } }
      },
      {
        Sid    = "ProtectRecords"
        Effect = "Deny"
        Action = [
          "access-analyzer:DeleteAnalyzer",
          "cloudtrail:DeleteTrail", "cloudtrail:PutEventSelectors", "cloudtrail:StopLogging", "cloudtrail:UpdateTrail",
          "config:DeleteConfigRule", "config:DeleteConfigurationRecorder", "config:DeleteDeliveryChannel", "config:DeleteOrganizationConformancePack", "config:StopConfigurationRecorder",
          "ec2:DeleteFlowLogs",
          "guardduty:DeleteDetector", "guardduty:DisassociateFromAdministratorAccount", "guardduty:StopMonitoringMembers", "guardduty:UpdateDetector",
          "logs:DeleteLogGroup", "logs:DeleteLogStream",
          "securityhub:DisableSecurityHub", "securityhub:DisassociateFromAdministratorAccount",
        ]
        Resource  = "*"
        Condition = { ArnNotLike = { "aws:PrincipalArn" = [local.control_tower, local.service_linked, local.except["security-baseline"], local.except["network"]] } }
      },
      {
        Sid    = "ProtectPlatformRoles"
        Effect = "Deny"
        Action = [
          "iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRole", "iam:DeleteRolePermissionsBoundary", "iam:DeleteRolePolicy", "iam:DetachRolePolicy",
          "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole",
          "iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:SetDefaultPolicyVersion",
          "iam:AddClientIDToOpenIDConnectProvider", "iam:CreateOpenIDConnectProvider", "iam:DeleteOpenIDConnectProvider", "iam:UpdateOpenIDConnectProviderThumbprint",
        ]
        Resource  = ["arn:aws:iam::*:role/ci/*", "arn:aws:iam::*:policy/boundary/ci", "arn:aws:iam::*:policy/boundary/developer", "arn:aws:iam::*:oidc-provider/*"]
        Condition = { ArnNotLike = { "aws:PrincipalArn" = local.baseline_exempt } }
      },
      {
        Sid    = "ProtectOperatorRoles"
        Effect = "Deny"
        Action = [
          "iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePolicy",
          "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole",
          "iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:SetDefaultPolicyVersion",
        ]
        Resource  = ["arn:aws:iam::*:role/operator/*", "arn:aws:iam::*:policy/operator/*", "arn:aws:iam::*:policy/boundary/meddevo-task"]
        Condition = { ArnNotLike = { "aws:PrincipalArn" = [local.control_tower, local.except["operator-iam"], local.except["operator-identity"]] } }
      },
    ]
  }

  workloads_scp = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "DenyPublicNetwork"
        Effect = "Deny"
        Action = [
          "ec2:AcceptVpcPeeringConnection", "ec2:AttachInternetGateway", "ec2:CreateEgressOnlyInternetGateway", "ec2:CreateInternetGateway", "ec2:CreateVpcPeeringConnection",
          "globalaccelerator:CreateAccelerator",
        ]
        Resource  = "*"
        Condition = { ArnNotLike = { "aws:PrincipalArn" = [local.control_tower, local.except["network"]] } }
      },
      {
        Sid       = "DenyPublicLoadBalancers"
        Effect    = "Deny"
        Action    = "elasticloadbalancing:CreateLoadBalancer"
        Resource  = "*"
        Condition = { StringEquals = { "elasticloadbalancing:Scheme" = "internet-facing" } }
      },
      {
        # RunTask does not know the key; nobody but the operator runs tasks, and only as services.
        Sid       = "DenyPublicTasks"
        Effect    = "Deny"
        Action    = ["ecs:CreateService", "ecs:UpdateService"]
        Resource  = "*"
        Condition = { Bool = { "ecs:auto-assign-public-ip" = "true" } }
      },
      {
        Sid       = "DenyPlainFiles"
        Effect    = "Deny"
        Action    = "elasticfilesystem:CreateFileSystem"
        Resource  = "*"
        Condition = { Bool = { "elasticfilesystem:Encrypted" = "false" } }
      },
      {
        # Both keys hold several values, so each needs its ForAnyValue.
        Sid      = "DenyOldTls"
        Effect   = "Deny"
        Action   = ["elasticloadbalancing:CreateListener", "elasticloadbalancing:ModifyListener"]
        Resource = "*"
        Condition = {
          "ForAnyValue:StringEquals"  = { "elasticloadbalancing:ListenerProtocol" = ["HTTPS", "TLS"] }
          "ForAnyValue:StringNotLike" = { "elasticloadbalancing:SecurityPolicy" = ["ELBSecurityPolicy-TLS13-1-2-*", "ELBSecurityPolicy-TLS13-1-3-*"] }
        }
      },
      {
        # Without a policy the API takes one of 2016, which speaks TLS 1.0.
        Sid      = "DenyUnsaidTls"
        Effect   = "Deny"
        Action   = "elasticloadbalancing:CreateListener"
        Resource = "*"
        Condition = {
          "ForAnyValue:StringEquals" = { "elasticloadbalancing:ListenerProtocol" = ["HTTPS", "TLS"] }
          Null                       = { "elasticloadbalancing:SecurityPolicy" = "true" }
        }
      },
      {
        Sid       = "RequireBoundaryOnTaskRoles"
        Effect    = "Deny"
        Action    = ["iam:CreateRole", "iam:PutRolePermissionsBoundary"]
        Resource  = "arn:aws:iam::*:role/meddevo/*"
        Condition = { ArnNotLike = { "iam:PermissionsBoundary" = "arn:aws:iam::*:policy/boundary/meddevo-task" } }
      },
      {
        Sid       = "KeepBoundaryOnTaskRoles"
        Effect    = "Deny"
        Action    = "iam:DeleteRolePermissionsBoundary"
        Resource  = "arn:aws:iam::*:role/meddevo/*"
        Condition = { ArnNotLike = { "aws:PrincipalArn" = [local.control_tower] } }
      },
      {
        Sid       = "RequireEnvironmentTag"
        Effect    = "Deny"
        Action    = ["ecs:CreateCluster", "ecs:CreateService", "elasticfilesystem:CreateFileSystem", "elasticloadbalancing:CreateTargetGroup"]
        Resource  = "*"
        Condition = { Null = { "aws:RequestTag/Environment" = "true" } }
      },
    ]
  }

  suspended_scp = {
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyAll"
      Effect    = "Deny"
      Action    = "*"
      Resource  = "*"
      Condition = { ArnNotLike = { "aws:PrincipalArn" = [local.control_tower, local.service_linked] } } # it must stay enrolled and recorded until it is closed
    }]
  }
}
