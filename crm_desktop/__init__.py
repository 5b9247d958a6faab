"""The CRM of a freelancer or a small shop: the whole business in one offline file."""

__version__ = "0.1.0"
