/** Taking over what runs already: a service becomes a spec, and its resources get the operator's tags. */
package com.meddevo.cli.adopt;
