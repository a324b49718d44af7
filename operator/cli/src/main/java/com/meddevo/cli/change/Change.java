package com.meddevo.cli.change;

import picocli.CommandLine.Command;

/** Assesses changes before they are applied. */
@Command(name = "change", mixinStandardHelpOptions = true, description = "Hold plans against the policies of the house, and check the record of it.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        Assess.class, Approve.class, Verify.class})
public final class Change {}
