// Runs in Firefox's own (chrome) context, where WebDriver BiDi has no word for camera and microphone.
// Arguments: user context's id of WebDriver BiDi or null, origin, permission's name, granted | denied | prompt.
const [userContext, origin, name, state] = arguments;

// Not loaded where there is no user context: Firefox 115 has none, and no such module.
const id = userContext
  ? ChromeUtils.importESModule(
      "chrome://remote/content/shared/UserContextManager.sys.mjs"
    ).UserContextManager.getInternalIdById(userContext)
  : 0;
if (id === null || id === undefined) {
  throw new Error(`no user context "${userContext}"`);
}
const suffix = id ? `^userContextId=${id}` : "";
const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(origin + suffix);

if (state === "prompt") {
  Services.perms.removeFromPrincipal(principal, name);
} else {
  const action = { granted: Services.perms.ALLOW_ACTION, denied: Services.perms.DENY_ACTION }[state];
  Services.perms.addFromPrincipal(principal, name, action);
}
