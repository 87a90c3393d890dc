"""The expression language of XLSForms: read into a tree, never executed as a program, computed over whole columns.

It is the part of XPath 1.0 that the ODK XForms specification keeps: conditions, constraints and calculations of forms,
and the rules that a workshop adds.
"""

from needs_analysis.expressions.errors import ExpressionError
from needs_analysis.expressions.expression import Expression, compile_expression

__all__ = ["Expression", "ExpressionError", "compile_expression"]
