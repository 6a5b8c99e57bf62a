/** A stylesheet that a script imports is its text: src/build/bundle.ts. */
declare module '*.css' {
  const css: string;
  export default css;
}
