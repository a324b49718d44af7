/** What every command needs: where things are, the documents in a file, and how to say no. */
package com.meddevo.cli.workspace;
