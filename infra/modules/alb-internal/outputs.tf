output "listeners" {
  description = "The listeners by name, as MeddevoEnvironment.spec.listeners takes them."
  value = {
    for name, balancer in aws_lb.this : name => {
      arn             = aws_lb_listener.https[name].arn
      loadBalancerArn = balancer.arn
      dnsName         = balancer.dns_name
      hostedZoneId    = balancer.zone_id
      securityGroupId = aws_security_group.this.id
    }
  }
}

output "load_balancer_names" {
  description = "Names of the load balancers, to which the operator's role is bound."
  value       = toset([for name in var.listeners : "${var.environment}-${name}"])
}
