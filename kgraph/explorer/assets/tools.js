// The tools at the right of the head, in the order in which modules add them.
kg.tools = (function ({ dom }) {
  const box = document.getElementById("tools"), tools = [];
  // a tool: {name, title, click(state, slice), shown?(state, slice), pressed?(state)}
  function add(tool) {
    const button = dom.button(tool.title, () => { const { state, slice } = kg.now(); tool.click(state, slice); }, { "data-tool": tool.name });
    tools.push({ ...tool, button });
    box.append(button);
  }
  function show(state, slice) {
    for (const { button, shown, pressed } of tools) {
      button.hidden = shown ? !shown(state, slice) : false;
      if (pressed) button.setAttribute("aria-pressed", String(pressed(state)));
    }
  }
  return { add, show };
})(kg);
