/** YAML in. */
package com.meddevo.localkube.text;
