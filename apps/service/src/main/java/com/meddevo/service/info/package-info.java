/** What a running task is: its version and commit, so that anyone can tell which build answers. */
package com.meddevo.service.info;
