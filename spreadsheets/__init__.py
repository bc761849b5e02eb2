"""CSV and XLSX, what all apps share of them: how text is kept from becoming a formula."""
