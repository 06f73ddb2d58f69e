/** Height of a column chart: 172 px on a page; in a frame all but the line of the word mark. */
export const columnRoom = (embedded: boolean): string =>
  embedded
    ? '[container-type:size] h-full [@container_embed_(min-height:240px)]:h-[calc(100%-20px)]'
    : 'h-43 [container-type:size]';
