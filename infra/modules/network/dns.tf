# What is looked up is written down, and only what is known may be found: a task that was taken over cannot carry data out in names.
resource "aws_flow_log" "this" {
  vpc_id                   = aws_vpc.this.id
  traffic_type             = "ALL"
  log_destination_type     = "s3"
  log_destination          = var.log_bucket_arn
  max_aggregation_interval = 60

  destination_options {
    file_format                = "parquet"
    per_hour_partition         = true
    hive_compatible_partitions = true
  }
}

resource "aws_route53_resolver_query_log_config" "this" {
  name            = var.environment
  destination_arn = var.log_bucket_arn
}

resource "aws_route53_resolver_query_log_config_association" "this" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.this.id
}

resource "aws_route53_resolver_firewall_domain_list" "allow" {
  name    = "${var.environment}-allow"
  domains = setunion(["${var.domain}.", "*.${var.domain}."], var.dns_allow_list)
}

resource "aws_route53_resolver_firewall_domain_list" "everything" {
  name    = "${var.environment}-everything"
  domains = ["*."]
}

resource "aws_route53_resolver_firewall_rule_group" "this" {
  name = var.environment
}

resource "aws_route53_resolver_firewall_rule" "allow" {
  name                    = "allow"
  action                  = "ALLOW"
  priority                = 100
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.this.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.allow.id
}

resource "aws_route53_resolver_firewall_rule" "block" {
  name                    = "block-the-rest"
  action                  = "BLOCK"
  block_response          = "NODATA"
  priority                = 200
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.this.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.everything.id
}

resource "aws_route53_resolver_firewall_rule_group_association" "this" {
  name                   = var.environment
  priority               = 101 # 100 and below are kept for rule groups of the whole organisation
  vpc_id                 = aws_vpc.this.id
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.this.id
  mutation_protection    = "ENABLED"
}
