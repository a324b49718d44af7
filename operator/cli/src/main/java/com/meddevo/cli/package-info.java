/** The command line. One class per command, grouped by what it talks to; {@link com.meddevo.cli.Meddevo} lists them and prints errors. */
package com.meddevo.cli;
