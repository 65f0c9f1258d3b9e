// What the server answers to the requests of the views; see lsp/pytea_lsp/features/views.py.

export interface Place {
  uri: string;
  range: [number, number, number, number];
  line: number;
  file: string;
}

export interface Step {
  text: string;
  identity: string;
  side: boolean;
  place: Place | null;
}

export interface Path {
  title: string;
  steps: Step[];
  chosen: boolean;
}

export interface Finding {
  message: string;
  code: string;
  severity: "error" | "warning" | "info";
  path: string[];
  witness: Record<string, unknown>;
  place: Place | null;
}

export interface Entry {
  entry: string;
  name: string;
  arguments: string[];
  place: Place | null;
  paths: Path[];
  findings: Finding[];
  checked: number;
  unknown: number;
  limits: string[];
  status: string;
}

export interface ModuleNode {
  name: string;
  class: string;
  inputs: string[];
  outputs: string[];
  parameters: { name: string; shape: string }[];
  count: number;
  place: Place | null;
  children: ModuleNode[];
}

export interface Modules {
  entry: string;
  name: string;
  modules: ModuleNode[];
}

export interface Status {
  state: "checking" | "idle";
  text: string;
  checked: number;
  unknown: number;
  errors: number;
  warnings: number;
  entries: string[];
  trusted: boolean;
}
