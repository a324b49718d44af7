/**
 * The AWS SDK's own description of its requests, responses and exceptions (fields with names, types and traits), read at run time: so no
 * operation and no type needs code of its own to be written to or read from a wire or a file.
 */
package com.meddevo.localcloud.model;
