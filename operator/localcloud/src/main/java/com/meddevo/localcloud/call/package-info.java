/**
 * What stands between a caller and a simulated service: the account's lock, AWS's rate limits, injected faults, the log of calls, and a
 * clear answer for operations that nobody wrote.
 */
package com.meddevo.localcloud.call;
