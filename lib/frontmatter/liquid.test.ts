import { describe, expect, test } from "vitest";
import { withoutLiquid } from "./liquid.ts";

describe("highlight", () => {
  test("becomes a fence", () => {
    expect(withoutLiquid("{% highlight ruby %}\nputs 1\n{% endhighlight %}\n\nText.")).toBe(
      "```ruby\nputs 1\n```\n\nText.",
    );
  });

  test("keeps the indentation of a list, marks lines, drops other options", () => {
    const text = '- a\n\n  {%- highlight js linenos hl_lines="1 3" -%}\n  b\n  {% endhighlight %}';
    expect(withoutLiquid(text)).toBe("- a\n\n  ```js {1,3}\n  b\n  ```");
  });

  test("around backticks and raw gets a longer fence", () => {
    expect(
      withoutLiquid(
        "{% highlight md %}\n{% raw %}```js\n{{ a }}\n```{% endraw %}\n{% endhighlight %}",
      ),
    ).toBe("````md\n```js\n{{ a }}\n```\n````");
  });
});

describe("raw and comment", () => {
  test("what is raw shows as it is, even when it looks like something we know", () => {
    expect(
      withoutLiquid("Use {% raw %}`{{ site.baseurl }}` and {% post_url a %}{% endraw %}."),
    ).toBe("Use `{{ site.baseurl }}` and {% post_url a %}.");
    expect(
      withoutLiquid("{% raw %}{% highlight %}{% endraw %} is {% raw %}{% raw %}{% endraw %}"),
    ).toBe("{% highlight %} is {% raw %}");
  });

  test("a comment was never meant to be seen", () => {
    expect(withoutLiquid("a{% comment %} secret {% endcomment %}b")).toBe("ab");
  });
});

describe("paths", () => {
  test.each([
    ["{% post_url 2013-05-06-jekyll-1-0-0-released %}", "/posts/jekyll-1-0-0-released"],
    ["{% post_url /sub/2013-05-06-a %}", "/posts/a"],
    ["{% link _posts/2017-01-18-jekyll-3-4-0-released.markdown %}", "/posts/jekyll-3-4-0-released"],
    ["{% link\n_posts/2017-03-02-a.md %}", "/posts/a"],
    ["{% link _docs/history.md %}#v3", "/docs/history#v3"],
    ["{% link assets/a.pdf %}", "/assets/a.pdf"],
    ["{{ site.baseurl }}{% post_url 2013-05-06-a %}", "/posts/a"],
  ])("%s is %s", (tag, path) => {
    expect(withoutLiquid(`[a](${tag})`)).toBe(`[a](${path})`);
  });
});

describe("variables", () => {
  test.each([
    ["{{ site.baseurl }}/a", "/a"],
    ["{{site.url}}{{ site.baseurl }}/a", "/a"],
    ['{{ "/assets/a.png" | relative_url }}', "/assets/a.png"],
    ["{{ '/a.png' | prepend: site.baseurl | prepend: site.url }}", "/a.png"],
    ['{{ "/a" | upcase }}', '{{ "/a" | upcase }}'],
    ["{{ page.title }}", "{{ page.title }}"],
  ])("%s is %s", (text, plain) => {
    expect(withoutLiquid(text)).toBe(plain);
  });

  test("a known repository is linked, an unknown one is not", () => {
    const text =
      "[#1]({{ site.repository }}/issues/1), [#2][] and [two][#2], [3]\n\n[#2]: {{ site.repository }}/issues/2\n[3]: /3\n";
    expect(withoutLiquid(text)).toBe("#1, #2 and two, [3]\n\n[3]: /3\n");
    expect(withoutLiquid(text, { repository: "https://example.com/r/" })).toBe(
      "[#1](https://example.com/r/issues/1), [#2][] and [two][#2], [3]\n\n[#2]: https://example.com/r/issues/2\n[3]: /3\n",
    );
  });
});

describe("loops", () => {
  test("over a list in the post take their turns", () => {
    const text =
      '{% assign numbers = "1|2" | split: "|" %}\n{% for n in numbers %}\n[#{{ n }}]: /issues/{{ n }}\n{% endfor %}\n';
    expect(withoutLiquid(text).trim()).toBe("[#1]: /issues/1\n[#2]: /issues/2");
  });

  test("over anything else stay, as every other tag does", () => {
    const text = "{% for post in site.posts %}{{ post.title }}{% endfor %} {% include a.html %}";
    expect(withoutLiquid(text)).toBe(text);
  });
});

test("a text without tags, or with half of them, stays as it is", () => {
  for (const text of [
    "a { b } c",
    "{% raw %} a",
    "a {% endraw %}",
    "{% highlight %}",
    "{{",
    "%}{%",
  ]) {
    expect(withoutLiquid(text)).toBe(text);
  }
});
