/** The pages that exist, in the order of the navigation. A page appears here when it works, not before. */
export const pages = [
  { href: '/', title: 'Overview', question: 'Is it alive, and what just happened?' },
  { href: '/orders', title: 'Orders', question: 'What sells when?' },
  { href: '/ratings', title: 'Ratings', question: 'Who rates how?' },
  { href: '/engagement', title: 'Engagement', question: 'What trends, and why?' },
  { href: '/users', title: 'Users', question: 'Who watches what?' },
  { href: '/status', title: 'Status', question: 'Can I start my talk?' },
] as const;
