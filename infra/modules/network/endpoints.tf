# AWS without the internet. Each endpoint is also a border: our identities to our resources, and nobody else to nothing else.
locals {
  # https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
  # IfExists: actions without a resource, such as ecr:GetAuthorizationToken, have no owner to compare.
  ours = {
    StringEquals         = { "aws:PrincipalOrgID" = var.organization_id }
    StringEqualsIfExists = { "aws:ResourceOrgID" = var.organization_id }
  }
  aws_services = {
    Sid       = "AwsServices"
    Effect    = "Allow"
    Principal = "*"
    Action    = "*"
    Resource  = "*"
    Condition = { Bool = { "aws:PrincipalIsAWSService" = "true" } }
  }
  endpoint_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "OursToOurs", Effect = "Allow", Principal = "*", Action = "*", Resource = "*", Condition = local.ours },
      local.aws_services,
    ]
  })
  s3_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "OursToOurs", Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "*", Condition = local.ours },
      # ECR hands out signed addresses of its own bucket for layers: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
      {
        Sid       = "EcrLayers"
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:GetObject"
        Resource  = "arn:aws:s3:::prod-${data.aws_region.this.region}-starport-layer-bucket/*"
      },
    ]
  })
  # These take no policy of their own that would say more than the full access they come with; eks-auth answers nodes for the pods that run on them.
  without_policy = ["ecr.dkr", "eks-auth", "ssmmessages"]
}

resource "aws_security_group" "endpoints" {
  name        = "${var.environment}-endpoints"
  description = "Interface endpoints of AWS services"
  vpc_id      = aws_vpc.this.id
  tags        = { Name = "${var.environment}-endpoints" }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id            = aws_security_group.endpoints.id
  description                  = "HTTPS from tasks"
  referenced_security_group_id = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_endpoints" {
  security_group_id            = aws_security_group.tasks.id
  description                  = "HTTPS to AWS services"
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_s3" {
  security_group_id = aws_security_group.tasks.id
  description       = "HTTPS to S3, image layers among it"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "interface" {
  for_each = var.interface_endpoints

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${data.aws_region.this.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for key, subnet in local.subnets : aws_subnet.this[key].id if subnet.tier == "endpoint"]
  security_group_ids  = [aws_security_group.endpoints.id]
  policy              = contains(local.without_policy, each.key) ? null : local.endpoint_policy
  tags                = { Name = "${var.environment}-${each.key}" }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${data.aws_region.this.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for table in aws_route_table.private : table.id]
  policy            = local.s3_policy
  tags              = { Name = "${var.environment}-s3" }
}
