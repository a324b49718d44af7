package com.meddevo.localcloud.call;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt that reached the account.
 *
 * @param at        when, in the account's time
 * @param service   signing name of the service, such as {@code ecs}
 * @param operation name of the operation, such as {@code DescribeServices}
 * @param request   what was asked
 * @param errorCode AWS error code of the answer; empty if it succeeded
 */
public record Call(Instant at, String service, String operation, Object request, Optional<String> errorCode) {

    /** Whether the operation changes nothing, judged by its name as AWS chooses them. */
    public boolean isRead() {
        return operation.matches("(Describe|List|Get|BatchGet|Discover|Filter).*");
    }

    /** {@code ecs:DescribeServices}, as IAM writes it: it knows CloudWatch by another name than its signatures do. */
    public String action() {
        return (service.equals("monitoring") ? "cloudwatch" : service) + ":" + operation;
    }
}
