package com.meddevo.localcloud.task.process;

/** A task that cannot be started; the message is the reason that AWS would show. */
final class NotStarted extends Exception {

    NotStarted(String reason) { super(reason); }

    NotStarted(String reason, Throwable cause) { super(reason, cause); }
}
