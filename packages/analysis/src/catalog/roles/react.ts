import type { Library } from '../library.js';

export const react: Library = {
  name: 'react',
  docs: 'https://react.dev/reference/react',
  roles: [
    {
      role: 'mount',
      callee: [
        'useEffect',
        'useLayoutEffect',
        'useFocusEffect',
        'useInsertionEffect',
        'useAsync',
        'useAsyncEffect',
        'useMount',
        'onMounted',
        'onMount',
        'onBeforeMount',
        'onActivated',
        'createEffect',
        'createResource',
      ],
    },
    { role: 'mount', member: ['useEffect', 'useLayoutEffect', 'useFocusEffect'] },
    {
      role: 'inline',
      callee: ['useCallback', 'startTransition', 'act', 'forwardRef', 'memo', 'observer', 'useEvent'],
    },
    { role: 'inline', member: ['useCallback', 'memo', 'forwardRef'] },
    { role: 'once', callee: ['useState', 'useRef', 'lazy'] },
    {
      role: 'memo',
      callee: ['useMemo', 'useSWR', 'useSWRImmutable', 'useQuery', 'useSuspenseQuery', 'useInfiniteQuery'],
    },
    { role: 'memo', key: ['queryFn'] },
    { role: 'memo', member: ['useMemo', 'fetchQuery', 'ensureQueryData', 'prefetchQuery'] },
    { role: 'event', callee: ['useMutation', 'createAsyncThunk', 'handleSubmit'] },
    { role: 'event', key: ['mutationFn', 'onPress', 'onClick', 'onSubmit', 'onChange'] },
  ],
};
