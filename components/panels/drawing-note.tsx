import { Button } from '@/components/ui/button';

/** Says at the bottom of the page that a picture is being drawn, or that it could not be and what to do instead. */
export function DrawingNote({ failed, onRead }: { failed: boolean; onRead: () => void }) {
  return (
    <p
      role="status"
      className="fixed inset-x-4 bottom-4 z-30 mx-auto flex w-fit items-center gap-3 rounded-8 border border-line-strong bg-panel px-3 py-2 text-13 text-text shadow-overlay"
    >
      {failed ? 'The browser could not draw the picture. Share, PNG has its address.' : 'Drawing the picture …'}
      {failed ? (
        <Button look="quiet" size="small" onClick={onRead}>
          Close
        </Button>
      ) : null}
    </p>
  );
}
