/* For trials under Wine alone, never shipped: the functions of complex numbers that Windows' C library has and Wine's
lacks. The other functions are Wine's own; see shims.py. `long double` is the same as `double` on Windows. */

#include <complex.h>

typedef struct { double re, im; } number;
typedef struct { float re, im; } small_number;

static double _Complex in(number z) { return __builtin_complex(z.re, z.im); }
static number out(double _Complex z) { return (number){creal(z), cimag(z)}; }
static number wide(small_number z) { return (number){z.re, z.im}; }
static small_number narrow(number z) { return (small_number){(float)z.re, (float)z.im}; }

#define TO_COMPLEX(name) \
    number wine_##name(number z) { return out(name(in(z))); } \
    number wine_##name##l(number z) { return wine_##name(z); } \
    small_number wine_##name##f(small_number z) { return narrow(wine_##name(wide(z))); }

#define TO_REAL(name) \
    double wine_##name(number z) { return name(in(z)); } \
    double wine_##name##l(number z) { return wine_##name(z); } \
    float wine_##name##f(small_number z) { return (float)wine_##name(wide(z)); }

TO_REAL(cabs)
TO_REAL(carg)
TO_REAL(cimag)
TO_REAL(creal)
TO_COMPLEX(cacos)
TO_COMPLEX(cacosh)
TO_COMPLEX(casin)
TO_COMPLEX(casinh)
TO_COMPLEX(catan)
TO_COMPLEX(catanh)
TO_COMPLEX(ccos)
TO_COMPLEX(ccosh)
TO_COMPLEX(cexp)
TO_COMPLEX(clog)
TO_COMPLEX(conj)
TO_COMPLEX(cproj)
TO_COMPLEX(csin)
TO_COMPLEX(csinh)
TO_COMPLEX(csqrt)
TO_COMPLEX(ctan)
TO_COMPLEX(ctanh)

number wine_cpow(number a, number b) { return out(cpow(in(a), in(b))); }
number wine_cpowl(number a, number b) { return wine_cpow(a, b); }
small_number wine_cpowf(small_number a, small_number b) { return narrow(wine_cpow(wide(a), wide(b))); }
