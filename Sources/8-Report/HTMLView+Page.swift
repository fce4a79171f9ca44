extension HTMLView {

  /// The page's frame, with gaps for title, style, data and script.
  static let page = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{}} – size report</title>
    <style>
    {{}}
    </style>
    </head>
    <body>
    <header><h1 id="title"></h1><p id="summary"></p></header>
    <nav>
    <a href="#sizes">Map</a> <a href="#components">Components</a> <a href="#why">Why</a>
    <a href="#symbols">Symbols</a> <a href="#roots">Roots</a> <a href="#ledger">Ledger</a>
    <a href="#calls">System calls</a> <a href="#decisions">Decisions</a> <a href="#run">Run</a>
    </nav>
    <section id="sizes"><h2>Map of the file</h2>
    <p id="trail"></p><div id="treemap"></div>
    <p class="faint">Area is bytes of the file. Click a component to look into it, a symbol to see
    why it stays.</p></section>
    <section id="components"><h2>Components, bytes of the file</h2><div></div></section>
    <section id="why"><h2>Why is it there?</h2>
    <input id="name" list="names" placeholder="a symbol" size="40"><datalist id="names"></datalist>
    <ol id="chain"></ol></section>
    <section id="symbols"><h2>Symbols</h2><div></div></section>
    <section id="roots"><h2>Roots: kept whatever the analysis finds</h2><div></div></section>
    <section id="ledger"><h2>Ledger: what could not be seen and was assumed</h2><div></div></section>
    <section id="calls"><h2>System calls and indirect calls</h2><p></p><div></div></section>
    <section id="decisions"><h2>Decisions</h2><p></p>
    <input id="filter" placeholder="symbol, component, verdict or reason" size="40">
    <div></div></section>
    <section id="run"><h2>Inputs and run</h2><div></div><div></div></section>
    <script type="application/json" id="data">{{}}</script>
    <script>
    {{}}
    </script>
    <noscript>This page draws its views with a script, which is part of it.</noscript>
    </body>
    </html>

    """

  /// The page's style.
  static let style = """
    body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem;
      color: #1c2430; background: #fff; }
    h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
    nav a { margin-right: .8rem; } a { color: #1f5fa8; cursor: pointer; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    th, td { text-align: left; padding: .15rem .6rem .15rem 0; vertical-align: top;
      border-bottom: 1px solid #e4e8ee; overflow-wrap: anywhere; }
    th { position: sticky; top: 0; background: #fff; }
    .number { text-align: right; white-space: nowrap; } .strong { font-weight: 600; }
    .faint { color: #66707f; } .scroll { max-height: 26rem; overflow: auto; }
    #treemap { position: relative; height: 30rem; background: #eef1f5; }
    #treemap div { position: absolute; box-sizing: border-box; overflow: hidden; padding: 2px 4px;
      border: 1px solid #fff; font-size: 12px; line-height: 1.2; cursor: pointer; }
    code { font-size: .92em; } input { font: inherit; padding: .2rem .4rem; }
    @media (prefers-color-scheme: dark) {
      body, th { background: #14181f; color: #dde3ec; } th, td { border-color: #2b323d; }
      a { color: #7fb2f0; } #treemap { background: #1d232d; } #treemap div { color: #10141a;
      border-color: #14181f; } input { background: #1d232d; color: inherit; } }
    """
}
