package com.meddevo.cli.workspace;

/** Something the user can act on: what happened, where, and what to do. Printed as it is, never with a stack trace. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Refusal(String message) { super(message); }

    public Refusal(String message, Throwable cause) { super(message, cause); }
}
