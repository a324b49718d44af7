/** HTTP: from a request to the part that answers it, and back. */
package com.meddevo.localkube.rest;
