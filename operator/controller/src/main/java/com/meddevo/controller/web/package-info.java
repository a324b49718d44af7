/** What people and programs see over HTTP: the dashboard, live by server-sent events, and the API that the command line asks. */
package com.meddevo.controller.web;
