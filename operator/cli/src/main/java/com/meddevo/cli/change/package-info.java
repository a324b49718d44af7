/** What a change risks, and whether a record of it holds. */
package com.meddevo.cli.change;
