package com.meddevo.localcloud.call;

/** Something that AWS has and this account does not. */
public final class NotSimulated extends UnsupportedOperationException {

    /**
     * Names what is missing.
     *
     * @param service   signing name of the service
     * @param operation name of the operation, or what else is missing
     */
    public NotSimulated(String service, String operation) {
        super("The local cloud does not simulate %s:%s; operator/localcloud/README.md lists what it does."
                .formatted(service, operation));
    }
}
