output "finding_topic_arn" {
  description = "ARN of the topic that findings are told on, for a chat or a pager."
  value       = aws_sns_topic.finding.arn
}
