// @ts-check
/**
 * The tasks and their arguments, from the definition in src/bin/mynacheck: `cargo xtask
 * docs` writes this file.
 */

/** @type {Record<string, import("./arguments.js").Task>} */
export const TASKS = {
  "completions": {
    "options": {
      "help": {
        "choices": [],
        "default": null,
        "environment": null,
        "not_with": [],
        "takes": null
      }
    },
    "rest": {
      "choices": [
        "bash",
        "elvish",
        "fish",
        "powershell",
        "zsh"
      ],
      "many": false,
      "required": true
    }
  },
  "form": {
    "options": {
      "applied-on": {
        "choices": [],
        "default": null,
        "environment": null,
        "not_with": [],
        "takes": "DATE"
      },
      "format": {
        "choices": [
          "text",
          "json",
          "table",
          "csv"
        ],
        "default": "text",
        "environment": null,
        "not_with": [],
        "takes": "FORMAT"
      },
      "help": {
        "choices": [],
        "default": null,
        "environment": null,
        "not_with": [],
        "takes": null
      },
      "json": {
        "choices": [],
        "default": "false",
        "environment": null,
        "not_with": [
          "format"
        ],
        "takes": null
      },
      "lang": {
        "choices": [
          "en",
          "es",
          "id",
          "ja",
          "ja-easy",
          "ko",
          "ne",
          "pt-BR",
          "th",
          "tl",
          "vi",
          "zh-Hans",
          "zh-Hant"
        ],
        "default": "en",
        "environment": null,
        "not_with": [],
        "takes": "LANG"
      }
    },
    "rest": {
      "choices": [],
      "many": true,
      "required": true
    }
  },
  "help": {
    "options": {},
    "rest": null
  },
  "man": {
    "options": {
      "help": {
        "choices": [],
        "default": null,
        "environment": null,
        "not_with": [],
        "takes": null
      }
    },
    "rest": null
  },
  "photo": {
    "options": {
      "applied-on": {
        "choices": [],
        "default": null,
        "environment": null,
        "not_with": [],
        "takes": "DATE"
      },
      "born": {
        "choices": [],
        "default": null,
        "environment": null,
        "not_with": [],
        "takes": "DATE"
      },
      "fix": {
        "choices": [],
        "default": null,
        "environment": null,
        "not_with": [],
        "takes": "DIR"
      },
      "format": {
        "choices": [
          "text",
          "json",
          "table",
          "csv"
        ],
        "default": "text",
        "environment": null,
        "not_with": [],
        "takes": "FORMAT"
      },
      "help": {
        "choices": [],
        "default": null,
        "environment": null,
        "not_with": [],
        "takes": null
      },
      "jobs": {
        "choices": [],
        "default": null,
        "environment": null,
        "not_with": [],
        "takes": "N"
      },
      "json": {
        "choices": [],
        "default": "false",
        "environment": null,
        "not_with": [
          "format"
        ],
        "takes": null
      },
      "lang": {
        "choices": [
          "en",
          "es",
          "id",
          "ja",
          "ja-easy",
          "ko",
          "ne",
          "pt-BR",
          "th",
          "tl",
          "vi",
          "zh-Hans",
          "zh-Hant"
        ],
        "default": "en",
        "environment": null,
        "not_with": [],
        "takes": "LANG"
      },
      "models": {
        "choices": [],
        "default": null,
        "environment": "MYNACHECK_MODELS",
        "not_with": [],
        "takes": "DIR"
      },
      "paper": {
        "choices": [
          "l",
          "postcard",
          "2l",
          "a4",
          "4x6"
        ],
        "default": "l",
        "environment": null,
        "not_with": [],
        "takes": "NAME"
      },
      "profile": {
        "choices": [
          "my-number-card",
          "my-number-card-print",
          "passport",
          "residence-card",
          "driving-licence"
        ],
        "default": "my-number-card",
        "environment": null,
        "not_with": [],
        "takes": "NAME"
      },
      "sheet": {
        "choices": [],
        "default": null,
        "environment": null,
        "not_with": [],
        "takes": "DIR"
      },
      "special-case": {
        "choices": [],
        "default": "false",
        "environment": null,
        "not_with": [],
        "takes": null
      },
      "strip": {
        "choices": [],
        "default": null,
        "environment": null,
        "not_with": [],
        "takes": "FILE"
      }
    },
    "rest": {
      "choices": [],
      "many": true,
      "required": true
    }
  },
  "rules": {
    "options": {
      "format": {
        "choices": [
          "text",
          "json",
          "table",
          "csv"
        ],
        "default": "text",
        "environment": null,
        "not_with": [],
        "takes": "FORMAT"
      },
      "help": {
        "choices": [],
        "default": null,
        "environment": null,
        "not_with": [],
        "takes": null
      },
      "json": {
        "choices": [],
        "default": "false",
        "environment": null,
        "not_with": [
          "format"
        ],
        "takes": null
      },
      "lang": {
        "choices": [
          "en",
          "es",
          "id",
          "ja",
          "ja-easy",
          "ko",
          "ne",
          "pt-BR",
          "th",
          "tl",
          "vi",
          "zh-Hans",
          "zh-Hant"
        ],
        "default": "en",
        "environment": null,
        "not_with": [],
        "takes": "LANG"
      }
    },
    "rest": null
  }
};
