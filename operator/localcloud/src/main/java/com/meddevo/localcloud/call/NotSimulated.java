package com.meddevo.localcloud.call;

/** An operation that AWS has and this account does not. */
public final class NotSimulated extends UnsupportedOperationException {

    /**
     * Names what is missing.
     *
     * @param service   signing name of the service
     * @param operation name of the operation
     */
    public NotSimulated(String service, String operation) {
        super("The local cloud does not simulate %s:%s. It answers the operations listed in operator/localcloud/README.md."
                .formatted(service, operation));
    }
}
