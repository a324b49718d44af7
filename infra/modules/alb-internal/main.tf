# Internal load balancers with one HTTPS listener each. Rules and target groups behind them belong to the operator.
resource "aws_lb" "this" {
  for_each = var.listeners

  name               = "${var.environment}-${each.key}"
  internal           = true
  load_balancer_type = "application"
  security_groups    = [aws_security_group.this.id]
  subnets            = var.subnet_ids

  desync_mitigation_mode                      = "defensive"
  drop_invalid_header_fields                  = true
  enable_deletion_protection                  = true
  enable_tls_version_and_cipher_suite_headers = true
  enable_zonal_shift                          = true # a bad zone can be left within minutes
  preserve_host_header                        = true

  access_logs {
    enabled = true
    bucket  = var.log_bucket_name
    prefix  = "${var.environment}/${each.key}"
  }

  connection_logs {
    enabled = true
    bucket  = var.log_bucket_name
    prefix  = "${var.environment}/${each.key}-connections"
  }
}

resource "aws_lb_listener" "https" {
  for_each = aws_lb.this

  load_balancer_arn = each.value.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.ssl_policy
  certificate_arn   = var.certificate_arn

  routing_http_response_server_enabled                         = false
  routing_http_response_strict_transport_security_header_value = "max-age=63072000; includeSubDomains"
  routing_http_response_x_content_type_options_header_value    = "nosniff"

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "application/json"
      message_body = jsonencode({ error = "no app answers at this address" })
      status_code  = "404"
    }
  }

  tags = { "meddevo:operator" = "rules" } # the operator's role may add rules to a listener that says so, and to no other
}
