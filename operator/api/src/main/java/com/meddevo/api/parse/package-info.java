/**
 * The one way from {@code MeddevoApp} and {@code MeddevoEnvironment} resources into a fleet: checks what an API server checks (the resource may be
 * older than the definition, or come from a file), fills in defaults of definition and environment, and checks what only both together can tell.
 * Nothing here throws for a bad spec; every error names the field.
 */
package com.meddevo.api.parse;
