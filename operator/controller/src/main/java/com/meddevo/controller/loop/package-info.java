/**
 * One environment at work: reads AWS, plans, carries plans out, and says what became of each app. Knows neither Kubernetes nor the SDK: the
 * apps come from {@link com.meddevo.controller.loop.Roster}, AWS is a {@link com.meddevo.controller.loop.Cloud}, and whoever wants to know is
 * a {@link com.meddevo.controller.loop.LoopListener}.
 *
 * <p>How a request becomes a write:
 * <ol>
 * <li>somebody asks for an app, or a sweep falls due: {@link com.meddevo.controller.loop.EnvironmentLoop};
 * <li>one reading answers everybody who asked before it began: {@link com.meddevo.controller.loop.Picture} keeps the newest of everything;
 * <li>one plan for the whole fleet, without an app that planning breaks on ({@link com.meddevo.controller.loop.Bulkhead}); {@link com.meddevo.controller.loop.Applied} tells drift from a changed spec;
 * <li>each app whose slice asks for writes gets one apply at a time: {@link com.meddevo.controller.loop.AppWork} says whether it may;
 * <li>each app whose {@link com.meddevo.controller.loop.AppView} changed is announced.
 * </ol>
 */
package com.meddevo.controller.loop;
