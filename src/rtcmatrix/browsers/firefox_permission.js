// Sets a camera or microphone permission in Firefox's chrome context, because its WebDriver BiDi does not support them.
// Arguments: BiDi id of the user context or null, origin, permission name, granted | denied | prompt.
const [userContext, origin, name, state] = arguments;

// Imported only with a user context: Firefox 115 has neither user contexts nor this module.
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
