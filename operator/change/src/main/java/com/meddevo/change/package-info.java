/**
 * What a change risks and which way it takes to production: plans in, policies over them, a class, a route, and a record that anybody can check
 * later. It reads files and the clock that it is given, and nothing else.
 */
package com.meddevo.change;
